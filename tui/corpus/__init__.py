"""YAML → checked records. Pure: this room knows no store and no screen."""
