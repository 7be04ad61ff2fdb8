"""Groups that grow together: which members are linked, directly or by way of others."""


class Groups:
    """Members are numbered from 0 in the order in which they come; linked ones make a group."""

    def __init__(self) -> None:
        self._above: list[int] = []

    def __len__(self) -> int:
        return len(self._above)

    def enter(self) -> int:
        """A new member, alone in its group; its number."""
        self._above.append(len(self._above))
        return len(self._above) - 1

    def head(self, member: int) -> int:
        """The member that stands for the group: of two groups that were joined, either one's."""
        above = self._above
        while above[member] != member:
            above[member] = above[above[member]]
            member = above[member]
        return member

    def join(self, left: int, right: int) -> bool:
        """Make one group of two; whether they were apart."""
        left, right = self.head(left), self.head(right)
        self._above[max(left, right)] = min(left, right)
        return left != right
