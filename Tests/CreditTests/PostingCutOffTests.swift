import Testing

@testable import Credit

@Suite("The first visible day")
struct PostingCutOffTests {
  @Test("what comes before the cut-off of a business day is posted that day")
  func cutOff() throws {
    let cutOff = PostingCutOff.reference
    for (day, hour, minute, posted) in [
      ("2026-11-23", 17, 59, "2026-11-23"), ("2026-11-23", 18, 0, "2026-11-24"),
      ("2026-11-20", 9, 0, "2026-11-23"), ("2026-11-21", 9, 0, "2026-11-23"),
      ("2026-12-31", 18, 1, "2027-01-04"), ("2026-12-25", 0, 0, "2026-12-28"),
    ] {
      let next = cutOff.next(after: try self.day(day).at(hour: hour, minute: minute))
      #expect(next.civilDate == (try self.day(posted)), "\(day) \(hour):\(minute)")
      #expect(next == next.civilDate.at(hour: 18))
    }
  }

  /// The days of every state and every pair of states lie on the calendar as the rows say, whatever
  /// the day and the hour: the promise is the fact because both sides count here.
  @Test("for every pair of states, day and hour the full days of each row pass")
  func everyPair() throws {
    let terms = StateTerms.standard
    let calendar = BusinessCalendar.national
    let first = try day("2026-11-18")
    for offset in 0..<50 {
      let today = first.adding(days: offset)
      for hour in [0, 9, 17, 18, 23] {
        let posted = PostingCutOff.reference.next(after: today.at(hour: hour, minute: 30)).civilDate
        #expect(calendar.isBusinessDay(posted) && posted >= today)
        for debtor in FederativeUnit.allCases {
          for creditor in [debtor, .pr, .ms, .am, .sp] {
            let applied = terms.stricter(of: debtor, creditor, on: today)
            let due = today.adding(days: -70)
            let visible = applied.visibleFrom(postedOn: posted, dueOn: due)
            for rule in applied.rules {
              let start = rule.start(postedOn: posted)
              #expect(
                visible.days(since: start) > rule.noticeDays,
                "\(debtor.code) \(creditor.code) \(today) \(hour)")
            }
            #expect(visible >= due.adding(days: applied.minimumDaysOverdue))
          }
        }
      }
    }
  }

  @Test("letters cite no doubt of ours")
  func citation() {
    let terms = StateTerms.standard
    for debtor in FederativeUnit.allCases {
      for creditor in FederativeUnit.allCases {
        let citation = terms.stricter(of: debtor, creditor, on: .init(daysSinceEpoch: 20_780))
          .citation
        #expect(citation.hasPrefix("CDC, art. 43, § 2º"))
        for word in ["confirm", "conhecida", "sem regra", "presum"] {
          #expect(!citation.lowercased().contains(word), "\(citation)")
        }
      }
    }
    #expect(
      terms.stricter(of: .pr, .ms, on: .init(daysSinceEpoch: 20_780)).citation
        == "CDC, art. 43, § 2º; Lei PR 22.130/2024, art. 183; Lei MS 3.756/2009")
  }

  private func day(_ text: String) throws -> CivilDate {
    try #require(CivilDate(iso: text))
  }
}
