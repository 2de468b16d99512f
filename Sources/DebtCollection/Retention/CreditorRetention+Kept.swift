package import Work

extension CreditorRetention {
  /// The tables that no term ends.
  package static let kept: [KeptTable] = [
    // What the business is about: for as long as the house keeps its books.
    KeptTable("people", because: "cadastro: vale enquanto houver títulos"),
    KeptTable("contracts", because: "cadastro: origem dos títulos"),
    KeptTable("contract_guarantors", because: "cadastro: parte do contrato"),
    KeptTable("receivables", because: "cobrança e escrita do credor"),
    KeptTable("payments", because: "prova de quitação; escrita do credor"),
    KeptTable("branches", because: "cadastro"),
    KeptTable("integrations", because: "cadastro"),
    KeptTable("integration_codes", because: "a lista de hoje do birô; cada leitura a troca"),
    KeptTable("integration_products", because: "a lista de hoje do birô; cada leitura a troca"),
    KeptTable("parameters", because: "uma linha: como a casa trabalha"),
    KeptTable("collection_rules", because: "cadastro: prova a regra de cada execução"),
    KeptTable("webhook_endpoints", because: "cadastro: apagado por quem o cadastrou"),
    // Proof of a listing, and of how it came about.
    KeptTable("listings", because: "prova da negativação (CDC, art. 43)"),
    KeptTable("timeline", because: "prova da negativação, em cadeia: sem uma linha ela se quebra"),
    KeptTable("listing_blocks", because: "impede o que não pode ser negativado, com o motivo"),
    KeptTable("disputes", because: "prova da contestação e da resposta (CDC, art. 43, § 3º)"),
    KeptTable("dispute_documents", because: "prova da contestação: os documentos de cada lado"),
    KeptTable("alarms", because: "prova de que o prazo da baixa foi vigiado"),
    KeptTable("stray_records", because: "prova do que se decidiu de um registro solto"),
    KeptTable("collection_runs", because: "prova do que a rotina fez e por quê"),
    KeptTable("collection_run_rules", because: "parte da execução"),
    KeptTable("collection_run_reasons", because: "parte da execução: a contagem por motivo"),
    KeptTable("reconciliations", because: "prova da conferência com o birô"),
    KeptTable("reconciliation_differences", because: "parte da conciliação"),
    KeptTable("audit_checks", because: "prova de que a trilha foi conferida"),
    KeptTable("trail_heads", because: "o fim selado de cada corrente da trilha"),
    KeptTable("trail_start", because: "uma linha: desde quando há correntes"),
    KeptTable(
      "integration_trials", because: "uma linha por integração; apagada com a confirmação"),
    // Where payments and titles came from.
    KeptTable("imports", because: "origem dos dados, sem o conteúdo do arquivo"),
    KeptTable("bank_return_lines", because: "prova do recebimento"),
    KeptTable("bank_return_candidates", because: "parte do retorno: por que um título não serviu"),
    KeptTable("bank_number_decisions", because: "prova do que uma pessoa decidiu de um número"),
    KeptTable("bank_return_totals", because: "parte da importação: somas do retorno"),
    // Who may enter.
    KeptTable("users", because: "cadastro: os registros citam quem agiu"),
    KeptTable("api_keys", because: "cadastro: os registros citam a chave"),
    KeptTable("password_codes", because: "uma linha por pessoa; o próximo código a troca"),
    KeptTable("second_factors", because: "uma linha por pessoa"),
    KeptTable("recovery_codes", because: "os que valem; apagada pelo uso e por novos códigos"),
    KeptTable("set_up_codes", because: "o do primeiro acesso; apagada com ele"),
    // What is cleared by what uses it.
    KeptTable("login_steps", because: "apagada com a entrada, ou em minutos"),
    KeptTable("uploads", because: "apagada por UploadDuty com o fim da importação, ou em 6 horas"),
    KeptTable("upload_pieces", because: "apagada com o envio de que faz parte"),
    KeptTable("sent_forms", because: "apagada por SentForms em minutos, pelo relógio da máquina"),
    KeptTable("counted_tries", because: "apagada por TryCounter quando a tentativa não conta mais"),
    KeptTable("reconciliation_marks", because: "apagada com o fim da conciliação"),
    // How things stand now.
    KeptTable("scheduled_tasks", because: "uma linha por tarefa"),
    KeptTable("virtual_clock", because: "uma linha, só em ensaios"),
    KeptTable("clock_holders", because: "os processos de agora"),
    KeptTable("key_check", because: "uma linha"),
  ]
}
