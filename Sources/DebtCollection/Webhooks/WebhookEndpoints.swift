/// Addresses that are told what happens (*webhooks*).
package struct WebhookEndpoints: UseCases {
  let office: Office
}
