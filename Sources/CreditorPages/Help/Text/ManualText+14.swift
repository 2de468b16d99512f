// Written by Scripts/embed-manual; edit the page in docs/manual.
extension ManualText {
  static let page14 = ManualText(
    file: "14-tela-antiga.md",
    text: ##"""
      # Da tela antiga para esta

      Quem conhece a integração antiga procura estes caminhos. Embaixo de cada título está o
      capítulo que explica; à direita, onde cada coisa ficou.

      ## Configurar

      Capítulos: [Integração](02-integracao.md) e [Filiais e
      parâmetros](03-filiais-e-parametros.md).

      | Na tela antiga | Aqui |
      |---|---|
      | *Integrações Análise de crédito*, **Novo** | o mesmo caminho e o mesmo botão |
      | *Filial*, *Ambiente*, *Client_ID*, *Client_secret* | os mesmos campos |
      | *Token* | o mesmo; ninguém o digita |
      | *Não*, **Salvar**, *Sim* | o mesmo; *Sim* direto também serve |
      | *Restrição Crédito pessoa física/jurídica* | dois campos, obrigatórios com *Sim* |
      | *Filiais › Análise de crédito* | o mesmo caminho |
      | *Utiliza integração com o Serasa* | *Utiliza integração com análise de crédito* |

      ## Consultar

      Capítulo: [Consultar crédito](04-consultar.md).

      | Na tela antiga | Aqui |
      |---|---|
      | *Leads/Contatos*, **Consultar Análise de crédito** | marque a linha; o mesmo botão |
      | Lead, aba *Contato*, **Consulta de crédito** | o mesmo |
      | Aba *Consultas de análise de crédito* | o mesmo; no cliente, aba *Consultas* |
      | *Clientes*, **análise de crédito › Consulta de crédito** | o mesmo, no menu do cliente |

      ## Negativar e dar baixa

      Capítulos: [Negativar](05-negativar.md) e [Dar baixa](06-dar-baixa.md).

      | Na tela antiga | Aqui |
      |---|---|
      | *Clientes*, **Análise de crédito › incluir** | *Análise de crédito › Incluir* |
      | **Buscar motivos restrição** e a escolha dos títulos | o mesmo |
      | **Enviar ao Serasa** | **Enviar** |
      | *sucesso* ou *falha* | o mesmo, com o motivo de cada título |
      | *Ativo*, *Baixada*, *Erro* | as três palavras e, ao lado, o estado exato |
      | Aba *Negativação de crédito*, **Remover negativação** | o mesmo |
      | Tela *Excluir Negativação* | a mesma, com o prazo da lei |
      | *Código de baixa* | o mesmo campo, opcional |
      | Atualizar a grade | botão **Atualizar** |

      ## Automático

      Capítulo: [Atualizar cobranças](07-atualizar-cobrancas.md).

      | Na tela antiga | Aqui |
      |---|---|
      | **Editar** ou **Parâmetros da Cobrança** | o mesmo, em *Parâmetros de Cobrança* |
      | *Trata cobrança por título* em *Sim* | o mesmo, na aba *Geral* |
      | *Dias para executar* em 60 | o mesmo; menos de 60 não é aceito |
      | Tarefa *Atualizar cobranças* | *Configurações › Tarefas* |
      | Receber o boleto remove a negativação | sempre; também acordo e cancelamento |
      | Prazo de cada estado | [A carta e os prazos](09-carta-e-prazos.md), com a fonte |

      ## O que só existe aqui

      Reaproveitar consultas pagas, simular a rotina, aprovação em duas etapas, o prazo legal de
      cada baixa, conciliação com o birô, recuperação em 10, 30 e 60 dias, registro de acessos,
      página do devedor e o [birô de referência](12-ensaiar.md) para ensaiar tudo antes.
      """##)
}
