"""Officers behind a hall (S3)."""

from typing import TYPE_CHECKING

from sim.engines.reference.station import Party, Station, Story
from sim.model.crossing import DeskStation

if TYPE_CHECKING:
    from sim.engines.reference.world import World


class Desk(Station):
    """Officers behind a hall (S3)."""

    def __init__(self, world: "World", at: int, plan: DeskStation) -> None:
        super().__init__(world, at, plan)
        self.service = world.draws.service[:, at].tolist()
        self.busy = 0  # officers held

    def pass_through(self, party: Party) -> Story:
        """Wait for an officer, then be checked."""
        yield party.called
        yield self.env.timeout(self.service[party.row])

    def act(self) -> bool:
        """Do the first possible thing."""
        return self.admit_one() or self.start_one()

    def start_one(self) -> bool:
        """A free officer on duty takes the head of the hall."""
        if not self.hall or self.busy >= self.level:
            return False
        party = self.hall.pop(0)[-1]
        party.held = self
        self.busy += 1
        self.world.stamp("started", party, self.at)
        party.called.succeed()
        return True

    def give_back(self, party: Party) -> None:
        """The officer is free, the place in the hall too."""
        self.busy -= 1
        self.inside -= party.size
        self.world.stamp("left", party, self.at)
