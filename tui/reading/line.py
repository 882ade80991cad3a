"""A line being typed: text and a cursor in it."""

from __future__ import annotations

from dataclasses import dataclass

from ..corpus.text import clean

MOST = 200


@dataclass
class Line:
    """What is typed so far; keys are Textual's names."""

    text: str = ""
    at: int = 0
    most: int = MOST
    """Letters that it holds."""

    def put(self, words: str) -> None:
        """Insert typed or pasted words at the cursor, without anything but letters in them."""
        words = words if words == " " else clean(words)[0]
        words = words[: max(self.most - len(self.text), 0)]
        self.text = self.text[: self.at] + words + self.text[self.at :]
        self.at += len(words)

    def key(self, name: str) -> bool:
        """Take an editing key; False where it is none."""
        match name:
            case "backspace" | "ctrl+h":
                self.text, self.at = self.text[: max(self.at - 1, 0)] + self.text[self.at :], max(self.at - 1, 0)
            case "delete" | "ctrl+d":
                self.text = self.text[: self.at] + self.text[self.at + 1 :]
            case "ctrl+u":
                self.text, self.at = self.text[self.at :], 0
            case "ctrl+w":
                kept = self.text[: self.at].rstrip(" ").rpartition(" ")
                head = kept[0] + kept[1]
                self.text, self.at = head + self.text[self.at :], len(head)
            case "left":
                self.at = max(self.at - 1, 0)
            case "right":
                self.at = min(self.at + 1, len(self.text))
            case "home" | "ctrl+a":
                self.at = 0
            case "end" | "ctrl+e":
                self.at = len(self.text)
            case _:
                return False
        return True
