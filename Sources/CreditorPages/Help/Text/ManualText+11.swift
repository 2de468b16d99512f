// Written by Scripts/embed-manual; edit the page in docs/manual.
extension ManualText {
  static let page11 = ManualText(
    file: "11-usuarios-e-perfis.md",
    text: ##"""
      # Usuários e perfis

      Caminho: *Configurações › Usuários*.

      - **Atendimento**: consultar, ver relatórios de consulta, cadastrar pessoas.
      - **Cobrança**: o mesmo e: ver documentos e custos, receber, importar, negativar, dar
        baixa, rodar a rotina, conciliar.
      - **Aprovação**: o mesmo que cobrança, e aprovar negativações.
      - **Administração**: tudo, e configurar.
      - **Auditoria**: ver relatórios, documentos, custos e o registro de acessos; não muda
        nada.

      O que um perfil não pode não aparece; pedido mesmo assim, é recusado.

      ## Documentos mascarados

      CPF e CNPJ aparecem mascarados. Quem tem permissão pode abrir um documento; a abertura
      fica registrada.

      ## Sessões

      Em *Minha conta* você vê onde está conectado e pode encerrar cada sessão. Trocar a senha
      encerra as outras.

      ## Chaves de API e webhooks

      *Configurações › Chaves de API* cria chaves para o seu ERP, com um perfil. A chave aparece
      uma vez. *Configurações › Webhooks* cadastra endereços que são avisados de cada mudança,
      com assinatura e novas tentativas.
      """##)
}
