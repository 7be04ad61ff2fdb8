"""Words in a label that say what it is about and name no part: `Emissions – sulphur dioxide`, `Waste (recycled)`."""

from cnesg.framework.regexes import regex

_TOPIC = regex(
    r"(?i)(?:total )?(?:(?:air|atmospheric|ghg|greenhouse gas|carbon|co2) )?emissions?"
    r"|(?:(?:resource|energy|water|fuel) )?(?:consumption|usage|use)"
    r"|(?:solid )?wastes?(?: management| generation| generated| produced| disposal)?"
    r"|(?:water )?(?:withdrawal|discharge)s?"
    r"|effluents?|(?:air )?pollutants?|energy|water|resources?|climate(?: change)?|environment(?:al)?|social|governance"
    r"|workforce|(?:business )?ethics|anti[- ]corruption|supply chain|innovation|number|percentage|amount"
)


def is_topic(text: str) -> bool:
    """Whether what stands before a dash, a colon or a bracket only says what the row is about."""
    return _TOPIC.fullmatch(text.strip()) is not None
