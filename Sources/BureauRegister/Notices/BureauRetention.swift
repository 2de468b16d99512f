package import Work

/// How long the bureau keeps its rows. Letters go by the day on which their record was closed
/// (`RetentionDuty`); what proves a record is kept.
package enum BureauRetention {
  /// As long as an `Idempotency-Key` is known.
  package static let answerHours = 72
  /// Years for which it can be asked who inquired about whom: a claim can be brought for so long.
  package static let inquiryYears = 5
  /// Days for which the attempts of a message are kept after it ended.
  static let deliveryDays = 90

  /// In this order, for later ones hang on earlier ones.
  package static let terms: [Retention] = [
    Retention(
      "kept_answers", after: .hours(answerHours), since: "r.claimed_at",
      reason: "Serve para responder de novo a quem repete o pedido.",
      // What has no answer may be at work, by a clock that is moved meanwhile.
      where: "r.status IS NOT NULL", key: ["scope", "key"], order: "r.claimed_at"),
    Retention(
      "delivery_attempts", after: .days(deliveryDays), since: "d.finished_at",
      reason: "Serve para conferir entregas recentes.",
      joined: "JOIN deliveries d ON d.id = r.delivery_id", key: ["delivery_id", "attempt"]),
    Retention(
      "deliveries", after: .days(deliveryDays), since: "r.finished_at",
      reason: "Serve para conferir e repetir entregas recentes; o histórico está no registro.",
      unless: "EXISTS (SELECT 1 FROM delivery_attempts a WHERE a.delivery_id = r.id)"),
    Retention(
      "inquiries", after: .years(inquiryYears), since: "r.at",
      reason: "Prova quem consultou a quem enquanto se pode reclamar disso.",
      law: "LGPD, arts. 16, I, e 37; CDC, art. 27"),
  ]

  /// The tables that no term ends.
  package static let kept: [KeptTable] = [
    KeptTable("participants", because: "cadastro: os registros citam quem os incluiu"),
    KeptTable("participant_branches", because: "cadastro"),
    KeptTable("participant_accounts", because: "uma linha por participante"),
    KeptTable("account_credits", because: "prova do que foi pago"),
    KeptTable("credentials", because: "cadastro: o histórico cita a credencial"),
    KeptTable("access_tokens", because: "apagada por TokenDesk quando o token vence"),
    KeptTable("webhook_endpoints", because: "cadastro: as entregas o citam"),
    // Proof of a record.
    KeptTable("records", because: "prova do registro (CDC, art. 43)"),
    KeptTable("happenings", because: "prova do registro, em cadeia: sem uma linha ela se quebra"),
    KeptTable("trail_heads", because: "o fim selado de cada corrente da trilha"),
    KeptTable("trail_start", because: "uma linha: desde quando há correntes"),
    KeptTable("disputes", because: "prova da contestação e da resposta (CDC, art. 43, § 3º)"),
    KeptTable("record_documents", because: "prova da dívida, com o registro"),
    KeptTable("deaths", because: "impede novos registros de quem morreu"),
    KeptTable("reinclusion_blocks", because: "impede o que a Justiça proibiu"),
    KeptTable("notices", because: "prova do comunicado; a carta em si sai por RetentionDuty"),
    KeptTable(
      "notice_documents", because: "a carta: sai por RetentionDuty em 5 anos (CDC, art. 27)"),
    KeptTable("letter_retentions", because: "quando cada carta sai; apagada com ela"),
    KeptTable("postal_lots", because: "prova da postagem de cada dia"),
    KeptTable("postal_series", because: "uma linha por série: números não se repetem"),
    // How things stand now.
    KeptTable("bureau_codes", because: "as listas com sua vigência: os registros as citam"),
    KeptTable("state_terms", because: "os prazos com sua vigência: os registros os citam"),
    KeptTable("bureau_policies", because: "as regras com sua vigência: os registros as citam"),
    KeptTable("record_closings", because: "o que falta encerrar; apagada quando feito"),
    KeptTable("page_sessions", because: "apagada por PageSessions no fim da sessão"),
    KeptTable("sent_forms", because: "apagada por SentForms em minutos, pelo relógio da máquina"),
    KeptTable("counted_tries", because: "apagada por TryCounter quando a tentativa não conta mais"),
    KeptTable("virtual_clock", because: "uma linha, só em ensaios"),
    KeptTable("clock_holders", because: "os processos de agora"),
    KeptTable("key_check", because: "uma linha"),
  ]
}
