import Credit
import Refusals
import SQLDatabase
import Sealing

extension Register {
  /// The closed record that a request corrects. Corrections are never edits: the old record stays
  /// as it was, and the new one cannot outlive its five years.
  func corrected(
    _ id: ID<ListedRecord>, by request: ListingRequest, _ document: Document,
    of participant: ID<Participant>, in transaction: Transaction
  ) throws -> Record {
    func fault(_ code: String, _ detail: String) -> Refusal {
      Self.refused([RecordRejection(code: code, detail: detail)])
    }
    guard let old = try RecordRows.find(id, transaction), old.record.participant == participant
    else {
      throw fault("supersedes-unknown", "Não existe registro com o id informado em supersedes.")
    }
    guard old.record.state.isFinal else {
      throw fault(
        "supersedes-live", "O registro corrigido ainda está vivo; peça a baixa ou a correção dele.")
    }
    guard old.documentIndex == documents.value(forBare: document.bare),
      old.record.role == request.role
    else {
      throw fault("supersedes-other", "O registro corrigido é de outra pessoa ou de outro papel.")
    }
    guard try successor(of: old, in: transaction).record.id == old.record.id else {
      throw fault("superseded-already", "Outro registro já corrige o informado em supersedes.")
    }
    return old.record
  }
}
