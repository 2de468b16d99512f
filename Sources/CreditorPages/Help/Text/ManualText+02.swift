// Written by Scripts/embed-manual; edit the page in docs/manual.
extension ManualText {
  static let page02 = ManualText(
    file: "02-integracao.md",
    text: ##"""
      # Integração de análise de crédito

      Caminho: *Configurações › Integrações › Integrações Análise de crédito*. Cada integração é
      o acesso de uma filial a um birô. Pode haver várias.

      ![Formulário da integração](tela:integracao)

      ## Criar

      1. Pressione **Novo** e escolha o provedor **Crédito na medida**.
      2. Escolha a **Filial** que faz a integração.
      3. Escolha o **Ambiente**. *Homologação* é para quem tem ambiente de testes. A Crédito na
         Medida não tem: ensaie contra o birô de referência que acompanha o Adimple
         ([Ensaiar](12-ensaiar.md)). *Produção* é o último passo; veja abaixo.
      4. Informe o endereço do birô, o **Client_ID** e o **Client_secret** que o provedor
         entregou na contratação. O segredo é gravado lacrado e nunca mais aparece na tela.
      5. Deixe **Incluir/Remover automaticamente** em *Não* e pressione **Salvar**.
      6. Pressione **Testar conexão**. A tela diz se o birô respondeu e em quanto tempo, ou qual
         é o problema.

      O campo **Token** é preenchido pelo sistema na primeira consulta; ninguém o digita. A página
      da integração diz se ele vale e até quando, e ele é renovado sozinho. Acima do formulário,
      **Mais informações** leva à página do provedor.

      ## Ligar a inclusão e a remoção automáticas

      1. Na seção **Inclusão/Exclusão Automática** da integração salva, mude **Incluir/Remover
         automaticamente** para *Sim*. Os códigos de restrição e de baixa são buscados no birô
         com o acesso que foi salvo.
      2. Escolha a **Restrição Crédito pessoa física** e a **Restrição Crédito pessoa
         jurídica**. As duas são obrigatórias: o tipo do cliente decide qual delas será usada.
      3. Pressione **Salvar**.

      Salvar direto com *Sim* também funciona: o sistema faz os mesmos passos na ordem certa.

      ## Quando o birô recusa o acesso

      Depois de um *Client_secret* recusado nada mais é enviado por essa integração até que
      alguém corrija o acesso. Assim o operador não é bloqueado por tentativas repetidas. O que
      estava na fila continua na fila.

      ## Passar para produção

      Enquanto nenhuma integração está em *Produção*, toda tela traz a faixa **HOMOLOGAÇÃO**. Passar
      para produção, ou trocar ali o endereço, o Client_ID ou o segredo, são quatro passos em
      **Passar para produção**, na tela da integração, dentro de um dia:

      1. **Endereço e segredo**, digitados de novo; a conexão é testada.
      2. **Uma consulta** de um documento que você escolhe, pelo preço que a tela diz antes. Tem de
         voltar inteira.
      3. **Simulação da rotina**: quantos títulos seriam negativados e baixados, e o custo.
      4. **Confirmação**, com os números à vista.

      Nada muda antes do último passo, e tudo fica no registro de acessos. Marcar *Produção* no
      formulário, ou pela API, sem isso é recusado com o passo que falta. Voltar para *Homologação*
      é livre.
      """##)
}
