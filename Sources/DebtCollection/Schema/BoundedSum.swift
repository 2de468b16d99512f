import Credit

/// Sums in SQL of what a bureau named: prices, fees, costs.
enum BoundedSum {
  /// The sum of a column of cents, 0 without rows. What is stored above the largest amount, by a
  /// version that did not bound what it took, counts as that: the sum of 64 bits overflows for no
  /// number of rows that a database of the product holds, and neither engine refuses it.
  static func cents(_ column: String) -> String {
    let largest = Cents.largest.amount
    return
      "CAST(COALESCE(SUM(CASE WHEN \(column) > \(largest) THEN \(largest) ELSE \(column) END), "
      + "0) AS BIGINT)"
  }
}
