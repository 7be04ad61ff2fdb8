"""All faults, in the order in which they are told."""

from tests.chaos.clusters import FAULTS as OF_CLUSTERS
from tests.chaos.faults import FAULTS
from tests.chaos.outside import FAULTS as OUTSIDE
from tests.chaos.served import FAULTS as SERVED

EVERY_FAULT = [*FAULTS, *OUTSIDE, *SERVED, *OF_CLUSTERS]
