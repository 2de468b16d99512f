/// Records at a bureau that nothing here stands behind (*registros soltos*).
package struct StrayRecords: UseCases {
  let office: Office
}
