"""A gate: takes no time and has no hall; who passes stands in the next hall in the same step (S7)."""

from typing import TYPE_CHECKING

from sim.engines.reference.station import Line, Party, Station, Story, Turn
from sim.model.clock import DAY, NEVER
from sim.model.crossing import GateStation, Yielding

if TYPE_CHECKING:
    from sim.engines.reference.world import World


class Gate(Station):
    """People wait in its entry queue, holding what they came from."""

    def __init__(self, world: "World", at: int, plan: GateStation) -> None:
        super().__init__(world, at, plan)
        self.plan = plan
        self.passed: dict[int, int] = {}  # day -> persons let through

    def pass_through(self, party: Party) -> Story:
        """Wait to be let through."""
        yield party.called

    def act(self) -> bool:
        """Let the first through of those who may be next."""
        for turn in self.first_in(self.line()):
            if self.may_pass(turn):
                self.let_through(turn)
                return True
        return False

    def line(self) -> Line:
        """Those in the queue who do not yield: these pass over those who do."""
        yielding = self.plan.yields
        if yielding is None or not self.yields_now(yielding):
            return self.queue
        return [turn for turn in self.queue if turn[-1].cohort in yielding.cohorts]

    def yields_now(self, yielding: Yielding) -> bool:
        """Whether somebody one yields to has come and not yet left the named station, nor one declared after it."""
        if yielding.until != NEVER and self.env.now % DAY >= yielding.until:
            return False
        return any(
            party.furthest_left < yielding.left_station
            for party in self.world.present.values()
            if party.cohort in yielding.cohorts
        )

    def may_pass(self, turn: Turn) -> bool:
        """The gate is open, the day's quota has room, the next hall too, and there it would be the head."""
        party = turn[-1]
        beyond = self.beyond(party)
        today = self.passed.get(self.today(), 0)
        return (
            self.level > 0
            and today + party.size <= self.plan.quota
            and beyond.inside + party.size <= beyond.room
            and (beyond.overtaking or not beyond.queue or beyond.turn_of(party) < beyond.queue[0])
        )

    def let_through(self, turn: Turn) -> None:
        """All four later stamps are now, and the party stands in the next hall."""
        party, called, today = turn[-1], turn[-1].called, self.today()
        self.queue.remove(turn)
        self.passed[today] = self.passed.get(today, 0) + party.size
        beyond = self.beyond(party)
        beyond.reach(party)
        beyond.admit(beyond.turn_of(party))
        for key in ("admitted", "started", "finished"):
            self.world.stamp(key, party, self.at)
        self.world.leave(party, self.at)
        called.succeed()

    def today(self) -> int:
        """The number of the day."""
        return int(self.env.now) // DAY

    def beyond(self, party: Party) -> Station:
        """The station that the gate lets this party into."""
        onward: int = self.world.onward[party.row][self.at]
        return self.world.stations[onward]

    def keep_hours(self) -> Story:
        """The level follows the timetable."""
        self.env.process(self.wake_daily(0))
        if self.plan.yields is not None and self.plan.yields.until != NEVER:
            self.env.process(self.wake_daily(self.plan.yields.until))
        yield from super().keep_hours()

    def wake_daily(self, clock: int) -> Story:
        """The quota turns at midnight, and yielding may end at a clock time: moments to look again."""
        yield self.env.timeout(clock)
        while True:
            yield self.env.timeout(DAY)
