"""The chat page. Read first: words, render, conversation, app."""
