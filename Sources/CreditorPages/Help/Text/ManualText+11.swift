// Written by Scripts/embed-manual; edit the page in docs/manual.
extension ManualText {
  static let page11 = ManualText(
    file: "11-usuarios-e-perfis.md",
    text: ##"""
      # Usuários e perfis

      Caminho: *Configurações › Usuários*.

      - **Atendimento**: consultar, ver relatórios de consulta, cadastrar pessoas.
      - **Cobrança**: o mesmo e: abrir a carta, ver documentos e custos, receber, importar,
        negativar, dar
        baixa, rodar a rotina, conciliar.
      - **Aprovação**: o mesmo que cobrança, e aprovar negativações.
      - **Administração**: tudo, e configurar.
      - **Auditoria**: ver relatórios, cartas, documentos, custos e o registro de acessos; não muda
        nada.

      O que um perfil não pode não aparece; pedido mesmo assim, é recusado.

      ## Só algumas filiais

      Na página do usuário, ou ao criar uma chave de API, marque as filiais que a pessoa ou o
      programa pode ver. Nenhuma marcada é a casa inteira. Com alguma marcada:

      - nada das outras filiais aparece, em nenhuma tela, lista, arquivo, busca ou operação. O que
        se pede pelo endereço é respondido como se não existisse;
      - cadastro, título e consulta sem filial são da primeira filial; o que a pessoa cria é da
        primeira das suas filiais;
      - um título aparece quando a filial dele e a do cliente estão entre as marcadas;
      - o que é da casa inteira fica de fora, qualquer que seja o perfil: configurar, auditar,
        importar, conciliar e rodar rotinas.

      Pelo menos um administrador ativo fica sem limite de filial.

      ## Primeiro acesso

      Enquanto não há usuário, a página *Primeiro acesso* pede o código que o Adimple mostra ao
      iniciar, no terminal ou no registro do serviço (`journalctl -u adimple`). A cada início sai
      outro. Depois do primeiro administrador os códigos deixam de valer.

      ## Senhas

      Pelo menos 10 caracteres; uma frase serve. As senhas que se tentam primeiro são recusadas:
      sequências, nomes, times e palavras comuns, com ou sem números no fim.

      Depois de dez senhas erradas para a mesma conta, a partir do mesmo endereço, é preciso
      esperar alguns minutos. A espera acaba sozinha e não vale para quem entra de outro lugar.

      ## Segundo fator

      Em *Minha conta › Segundo fator* cadastre um autenticador no celular. Depois da senha é
      pedido o código de seis números que ele mostra; cada código abre uma vez. Guarde os dez
      **códigos de recuperação**: cada um abre uma vez quando o celular faltar.

      *Configurações › Parâmetros* pode exigir o segundo fator de todos: quem ainda não tem
      cadastra o seu ao entrar, antes de qualquer outra tela. Quem perdeu o celular e os códigos
      pede a um administrador que o retire, na página do usuário.

      ## Documentos mascarados

      CPF e CNPJ aparecem mascarados. Quem tem permissão pode abrir um documento; a abertura
      fica registrada.

      ## Sessões

      Em *Minha conta* você vê onde está conectado e pode encerrar cada sessão. Trocar a senha
      encerra as outras. Mudar o perfil, as filiais ou a situação de alguém encerra as sessões
      dele, e entrar de novo no mesmo navegador encerra a sessão anterior.

      ## Chaves de API e webhooks

      *Configurações › Chaves de API* cria chaves para o seu ERP, com um perfil, uma
      validade de até dois anos e um nome que nunca se repete, pois o registro de acessos a
      conhece por ele. A chave aparece uma vez; antes do fim dela, crie outra. *Configurações ›
      Webhooks* cadastra endereços que são avisados de cada mudança,
      com assinatura e novas tentativas.
      """##)
}
