import Credit

/// The bureau's own things with ids.
package enum ListedRecord: Identified {
  package static let idPrefix = "lst"
}

/// A creditor that uses the bureau (associado).
package enum Participant: Identified {
  package static let idPrefix = "ptc"
}

/// A notice that was issued (carta comunicado).
package enum Notice: Identified {
  package static let idPrefix = "ntc"
}

/// Something that happened to a record.
package enum RecordHappening: Identified {
  package static let idPrefix = "evt"
}

/// An address to which events are sent.
package enum WebhookEndpoint: Identified {
  package static let idPrefix = "whe"
}

/// An inquiry that was answered.
package enum AnsweredInquiry: Identified {
  package static let idPrefix = "inq"
}

/// A contestation of a record (contestação).
package enum Dispute: Identified {
  package static let idPrefix = "dsp"
}

/// A pair of client_id and client_secret of a participant.
package enum Credential: Identified {
  package static let idPrefix = "crd"
}

/// One message on its way to one endpoint.
package enum Delivery: Identified {
  package static let idPrefix = "dlv"
}
