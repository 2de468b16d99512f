/// The lists themselves. The mark in the fifth field means: removal, only the bureau uses it;
/// notice return, the record is held until there is a better address.
enum CodeTexts {
  static let restriction = """
    internet;any;2020-01-01;;;Serviço de conexão à internet
    telephony;any;2020-01-01;;;Serviço de telefonia
    television;any;2020-01-01;;;Serviço de televisão por assinatura
    equipment;any;2020-01-01;;;Equipamento em comodato não devolvido
    installation;any;2020-01-01;;;Instalação ou serviço técnico
    contract-fine;any;2020-01-01;;;Multa por rescisão antecipada
    agreement;any;2020-01-01;;;Acordo de pagamento não cumprido
    retail-credit;natural;2020-01-01;;;Crediário próprio
    tuition;natural;2020-01-01;;;Mensalidade de ensino
    trade-bill;legal;2020-01-01;;;Duplicata mercantil ou de serviço
    goods;any;2020-01-01;;;Venda de mercadoria
    rent;any;2020-01-01;;;Aluguel
    other;any;2020-01-01;;;Outras obrigações contratuais
    dial-up;any;2015-01-01;2022-12-31;;Serviço de acesso discado
    """

  static let removal = """
    payment;any;2020-01-01;;;Dívida paga
    renegotiation;any;2020-01-01;;;Dívida renegociada
    cancellation;any;2020-01-01;;;Título cancelado pelo credor
    dispute;any;2020-01-01;;;Dívida em contestação
    court-order;any;2020-01-01;;;Ordem judicial recebida pelo credor
    correction;any;2020-01-01;;;Correção de dados, com nova inclusão
    partial-payment;any;2020-01-01;;;Pagamento parcial, com nova inclusão do saldo
    undue-listing;any;2020-01-01;;;Inclusão indevida
    fraud;any;2020-01-01;;;Fraude ou uso indevido de identidade
    death;natural;2020-01-01;;;Falecimento da pessoa
    court-determination;any;2020-01-01;;x;Determinação judicial recebida pelo birô
    notice-returned;any;2020-01-01;;x;Comunicado devolvido e endereço não corrigido
    debt-not-proven;any;2020-01-01;;x;Dívida contestada e não comprovada pelo credor
    documents-missing;any;2020-01-01;;x;Credor não enviou os documentos da dívida
    consumer-statement;any;2020-01-01;;x;Declaração aceita da pessoa interessada
    contract-ended;any;2020-01-01;;x;Fim do contrato entre credor e birô
    principal-closed;any;2020-01-01;;x;Registro do devedor principal encerrado
    time-limit;any;2020-01-01;;x;Cinco anos do vencimento
    administrative;any;2020-01-01;;x;Decisão administrativa do birô
    """

  static let rejection = """
    unknown-restriction-code;any;2020-01-01;;;Código de restrição desconhecido ou fora de vigência
    restriction-code-person;any;2020-01-01;;;Código de restrição não serve ao tipo de pessoa
    invalid-document;any;2020-01-01;;;CPF ou CNPJ inválido
    invalid-branch-document;any;2020-01-01;;;Documento da filial credora inválido
    minor;natural;2020-01-01;;;Pessoa menor de 18 anos no vencimento
    birth-date-in-future;natural;2020-01-01;;;Data de nascimento no futuro
    not-overdue;any;2020-01-01;;;Dívida ainda não vencida
    state-minimum-days;any;2020-01-01;;;Atraso menor que o exigido no estado
    five-years;any;2020-01-01;;;Dívida vencida há cinco anos ou mais
    term-beyond-limit;any;2020-01-01;;;O prazo do comunicado terminaria depois dos cinco anos
    amount-below-minimum;any;2020-01-01;;;Valor abaixo do mínimo
    incomplete-address;any;2020-01-01;;;Endereço incompleto
    address-too-long;any;2020-01-01;;;Endereço longo demais para a carta
    missing-email;any;2020-01-01;;;Canal e-mail sem endereço de e-mail
    invalid-payment-slip;any;2020-01-01;;;Boleto ausente ou inválido para o canal carta com boleto
    duplicate-record;any;2020-01-01;;;Já existe registro vivo desta dívida
    documents-missing;any;2020-01-01;;;Documentos da dívida não enviados no prazo
    review-refused;any;2020-01-01;;;Documentação da dívida não aceita
    debtor-deceased;natural;2020-01-01;;;Pessoa com registro de óbito
    channel-not-allowed;any;2020-01-01;;;Canal do comunicado não admitido no estado
    reinclusion-blocked;any;2020-01-01;;;Nova inclusão bloqueada por ordem judicial
    principal-missing;any;2020-01-01;;;Coobrigado sem registro vivo do devedor principal
    guarantor-is-principal;any;2020-01-01;;;Coobrigado é o próprio devedor principal
    supersedes-unknown;any;2020-01-01;;;Registro corrigido não encontrado
    supersedes-live;any;2020-01-01;;;Registro corrigido ainda vivo
    supersedes-other;any;2020-01-01;;;Registro corrigido de outra pessoa ou papel
    superseded-already;any;2020-01-01;;;Registro já corrigido por outro
    principal-unexpected;any;2020-01-01;;;Devedor principal com referência a outro registro
    """

  static let noticeReturn = """
    moved;any;2020-01-01;;x;Mudou-se
    insufficient-address;any;2020-01-01;;x;Endereço insuficiente
    number-not-found;any;2020-01-01;;x;Número não existe
    unknown-person;any;2020-01-01;;x;Desconhecido no endereço
    wrong-postal-code;any;2020-01-01;;x;CEP incorreto
    deceased;natural;2020-01-01;;x;Falecido
    refused;any;2020-01-01;;;Recusado
    absent;any;2020-01-01;;;Ausente nas três tentativas
    not-collected;any;2020-01-01;;;Não procurado na agência
    lost;any;2020-01-01;;x;Extraviado
    """
}
