// Written by Scripts/embed-manual; edit the page in docs/manual.
extension ManualText {
  static let page13 = ManualText(
    file: "13-a-lei.md",
    text: ##"""
      # A lei atrás de cada regra

      | Regra | Fonte |
      |---|---|
      | Aviso por escrito antes do registro, pelo birô | CDC, art. 43, § 2º; STJ, Súmula 359 |
      | Carta simples basta; aviso de recebimento é dispensável | STJ, Súmula 404 |
      | Aviso eletrônico vale quando envio e entrega são provados | STJ, Tema 1.315 |
      | Baixa em cinco dias úteis depois do pagamento | STJ, Súmula 548 e Tema 735 |
      | Cinco anos do vencimento de cada título | CDC, art. 43, § 1º; STJ, Súmula 323 |
      | Dívida prescrita não é negativada nem oferecida | CDC, art. 43, § 5º; STJ, Tema 1.264 |
      | Telecomunicação: só depois da rescisão | Resolução ANATEL 765/2023, arts. 70 a 78 |
      | Até 5.000 acessos a rescisão é só um aviso | a mesma, art. 90, § 5º |
      | Valor verdadeiro: o nominal do título; parcial corrige | CDC, art. 43, § 1º e § 3º |
      | Multa de até 2 %; juros simples de 1 % ao mês | CDC, art. 52, § 1º; Decreto 22.626/1933 |
      | Avalista e fiador recebem aviso próprio | CDC, art. 43, § 2º |
      | Menor na contratação não é negativado | Código Civil, arts. 3º e 4º; LGPD, art. 14 |
      | Consulta com finalidade, registro de quem consultou | LGPD, arts. 6º, 7º, X, e 37 |
      | Pontuação com motivos, e revisão a pedido | STJ, Súmula 550; LGPD, art. 20 |
      | Resposta sem telefone, endereço, renda ou parentes | LGPD, art. 6º, III; STJ, Tema 1.404 |
      | A pessoa vê os seus registros e quem a consultou | CDC, art. 43; LGPD, arts. 9º, 18 e 19 |
      | Provas guardadas; relatórios eliminados no prazo | LGPD, arts. 15 e 16; CDC, art. 27 |
      | Documento de cobrança com nome, endereço e CNPJ do credor | CDC, art. 42-A |
      | Sem exposição nem ameaça | CDC, art. 42 |
      | Dívida discutida em juízo | STJ, REsp 1.061.530/RS; ES, Lei 6.225/2000 |
      | Contestação: correção imediata; o birô informa em cinco dias úteis | CDC, art. 43, § 3º |
      | Regras dos estados, com validade e fonte | [A carta e os prazos](09-carta-e-prazos.md) |
      | CNPJ com letras | IN RFB 2.229/2024 |

      Este manual explica; não substitui um advogado. Confira uma vez por ano a tabela dos
      estados.

      Os Temas 1.264 e 1.404 do STJ ainda não foram julgados; até lá o Adimple fica do lado mais
      seguro.
      """##)
}
