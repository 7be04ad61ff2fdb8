"""The form in which news is compared: simplified, half width, small letters, each character where it stood."""

from cnesg.text.normalise import fold


def comparable(text: str) -> str:
    """Text in the form that names and wording are written in, of the same length as before."""
    folded = fold(text)
    lowered = folded.lower()
    if len(lowered) == len(folded):
        return lowered
    # A few capitals become two small characters (İ): those stay as they are.
    return "".join(small if len(small := one.lower()) == 1 else one for one in folded)
