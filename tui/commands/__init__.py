"""One Command a behaviour: footer, help, bindings, `khabar keys` and the README's table are made from these."""
