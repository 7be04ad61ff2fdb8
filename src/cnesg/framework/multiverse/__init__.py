"""The multiverse: methodologies that could have been chosen, drawn jointly (`docs/decisions/sensitivity.md`)."""

from cnesg.framework.multiverse.drawing import Variant, joint_draw, variants
from cnesg.framework.multiverse.groups import GROUPS, Group, drawn_choices
from cnesg.framework.multiverse.worlds import World, world

__all__ = ["GROUPS", "Group", "Variant", "World", "drawn_choices", "joint_draw", "variants", "world"]
