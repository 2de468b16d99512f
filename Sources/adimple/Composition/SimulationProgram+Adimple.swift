import Bureaus
import CreditorAPI
import DebtCollection
import HTTPService
import KeptAnswers
import Logging
import SQLDatabase
import Simulation
import World

extension SimulationProgram {
  /// This program, as it serves a creditor.
  static let adimple = SimulationProgram(
    connectors: { transport, world, database in
      let register = TokenRegister(
        database: database, now: { world.clock.now() },
        report: {
          world.logger.error(
            "keeping the state of a token failed", metadata: ["error": "\($0)"])
        })
      return [
        CreditoNaMedida.provider: CreditoNaMedida(
          transport: transport, world: world, observer: register)
      ]
    },
    duties: { office, transport, worker in
      CreditorWork(office: office, transport: transport).duties(worker: worker)
    },
    router: { office in
      let api = CreditorAPI(office: office, timekeeper: nil)
      return api.routes.router(
        ServiceSettings(
          world: office.world,
          idempotency: KeptAnswers(database: office.database, sealer: office.sealer),
          problem: { Problem.telling($0, refusal: Office.refusal) },
          authenticate: api.authenticate))
    })
}
