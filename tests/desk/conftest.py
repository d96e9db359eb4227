"""The browser that the tests of the pages have."""

from tests.render.conftest import browser as browser  # noqa: PLC0414 - a fixture
