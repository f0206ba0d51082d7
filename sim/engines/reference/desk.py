"""Officers behind a hall (S3)."""

from typing import TYPE_CHECKING

from sim.engines.reference.closing import end_of_service
from sim.engines.reference.station import Party, Station, Story
from sim.model.crossing import DeskStation

if TYPE_CHECKING:
    from sim.engines.reference.world import World


class Desk(Station):
    """Officers behind a hall (S3)."""

    def __init__(self, world: "World", at: int, plan: DeskStation) -> None:
        super().__init__(world, at, plan)
        self.plan = plan
        self.service = world.draws.service[:, at].tolist()
        self.busy = 0  # officers held

    def pass_through(self, party: Party) -> Story:
        """Wait for an officer, then be checked."""
        end = yield party.called
        yield self.env.timeout(end - self.env.now)

    def act(self) -> bool:
        """Do the first possible thing."""
        return self.admit_one() or self.start_one()

    def start_one(self) -> bool:
        """A free officer on duty takes the head of the hall, if its service may start now."""
        if self.busy >= self.level:
            return False
        for turn in self.first_in(self.hall):
            party, now = turn[-1], int(self.env.now)
            end = end_of_service(self.plan.closing, self.plan.timetable, now, self.service[party.row])
            if end is not None:
                self.hall.remove(turn)
                self.start(party, end)
                return True
        return False

    def start(self, party: Party, end: int) -> None:
        """The party takes an officer, whose service will end then."""
        party.held = self
        self.busy += 1
        self.world.stamp("started", party, self.at)
        party.called.succeed(end)

    def give_back(self, party: Party) -> None:
        """The officer is free, the place in the hall too."""
        self.busy -= 1
        self.inside -= party.size
