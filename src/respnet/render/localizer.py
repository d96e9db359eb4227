"""Base of all presenters: labels and texts in one language."""

from __future__ import annotations

from collections.abc import Mapping

from respnet.core.i18n import Lang, Text


class Localizer:
    """Labels of one catalogue in one language."""

    labels: Mapping[str, Text]
    lang: Lang

    def t(self, key: str, **values: object) -> str:
        """Return a label with its values filled in.

        Args:
            key: Key of the label.
            values: Values of its placeholders.
        """
        text = self.labels[key].of(self.lang)
        return text.format(**values) if values else text

    def say(self, text: Text) -> str:
        """Return a text in this language."""
        return text.of(self.lang)
