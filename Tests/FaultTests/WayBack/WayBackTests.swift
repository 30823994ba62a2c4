#if os(Linux)
import Testing

/// Backups, restores and runs that make a backup, on real files: what a crash at each change of the folder leaves, and a
/// failure of each call of the system.
@Suite struct WayBackTests {
  @Test(arguments: WayBack.all)
  func `after a crash at any change nothing is lost, and the next try ends as if undisturbed`(
    _ way: WayBack
  ) throws {
    var judge = try Judge(way)
    let crashes = try judge.crashes(seeds: Thoroughness.isFull ? 5 : 2)
    #expect(crashes.problem == nil)
    #expect(crashes.kills > 10)
    report("kill", way.name, points: crashes.kills)
    report("power", way.name, points: crashes.powerLosses)
  }

  /// That such mistakes would be found.
  @Test(arguments: WayBack.careless)
  func `a careless way is found out`(_ way: WayBack) throws {
    var judge = try Judge(way)
    #expect(try judge.crashes(seeds: 20).problem != nil)
  }

  @Test(arguments: WayBack.all)
  func `a call that fails is a clear error, nothing is lost, and the next try ends as if undisturbed`(
    _ way: WayBack
  ) throws {
    var judge = try Judge(way)
    var points = 0
    for fault in CallFault.allCases {
      for isLasting in [false, true] {
        for call in Thoroughness.picks(from: judge.calls(hitBy: fault), some: 2) {
          let plan = PlannedCallFault(fault: fault, call: call, isLasting: isLasting)
          let problem = try judge.problem(with: plan)
          #expect(problem == nil, "\(plan)")
          points += 1
        }
      }
    }
    #expect(points > 10)
    report("failing calls", way.name, points: points)
  }
}
#endif
