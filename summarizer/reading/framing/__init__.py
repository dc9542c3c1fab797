"""Framing: how a number hangs together with the words around it, whatever it measures."""
