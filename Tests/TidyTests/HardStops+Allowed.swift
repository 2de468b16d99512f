extension HardStops {
  /// The exceptions. None of them stands where a value of outside decides whether it is met.
  static let allowed: [Allowed] = [
    // Names and tables of our own, which a test reads before any customer does.
    .init("HTTPService/Idempotency/Idempotency.swift", .unwrap, "names of headers, constants"),
    .init("HTTPService/Limits/RateLimiter.swift", .unwrap, "names of headers, constants"),
    .init("Pages/PageSecurity.swift", .unwrap, "names of headers, constants"),
    .init("Credit/Calendar/HolidayTable.swift", .stop, "a committed table"),
    .init("Credit/Law/StandardStateTerms.swift", .stop, "a committed table"),
    .init("HTTPService/Routing/RouteTable.swift", .stop, "our own routes, at the start"),
    .init("Pages/Site/PageTable.swift", .stop, "our own routes, at the start"),
    .init("Pages/Site/PageRoute.swift", .stop, "our own routes; their types count the places"),
    .init("HTTPService/Schemas/OpenAPI.swift", .stop, "our own schemas, at the start"),
    .init("HTTPService/Input/InputReader.swift", .stop, "our own bodies, at the start"),
    .init(
      "HTTPService/Input/FieldKind+Composites.swift", .stop, "an enumeration of ours has cases"),
    .init("SQLDatabase/Migrations/Migrator.swift", .stop, "our own list of migrations"),
    .init("SQLDatabase/SQLite/SQLiteStatement.swift", .stop, "our own SQL, one statement a text"),
    // Quotas and costs, which the composition root gives.
    .init("HTTPService/Limits/RateLimiter.swift", .stop, "a quota that the root gives"),
    .init("Sealing/Hashes/PasswordHasher.swift", .stop, "a cost that the root gives"),
    // What the machine must give: without it there is nothing to answer with.
    .init("SQLDatabase/Threads/OwnThreads.swift", .stop, "the system gives no thread"),
    .init("SQLDatabase/Postgres/PostgresSession.swift", .stop, "a buffer of strings is not empty"),
    .init("Sealing/Keys/MasterKey.swift", .stop, "a source of randomness that gives too little"),
    .init("Sealing/Keys/Sealer.swift", .stop, "sealing fails for sizes that memory cannot hold"),
    .init("Letters/Drawing/PDFDocument.swift", .unwrap, "Cairo gives a context, with errors in it"),
    .init("Letters/Drawing/Typesetter.swift", .unwrap, "Pango gives objects or aborts by itself"),
    // The order of calls within one file or room.
    .init("SQLDatabase/Seam/Transaction.swift", .stop, "ids are asked for by counts of our lists"),
    .init("Credit/CNAB/ReturnFileReader.swift", .stop, "a reader is fed before it is finished"),
    .init("Credit/Documents/CNPJ.swift", .stop, "fictitious documents for rehearsals"),
    .init("Credit/Law/AppliedTerms.swift", .stop, "made of the rules that were found, one or two"),
    .init("BureauRegister/Records/AppliedRule.swift", .stop, "made of terms that were counted"),
    .init("Credit/Correios/LetterMatrix.swift", .stop, "fields of fixed width, made just before"),
    .init("Credit/Boleto/BankSlip.swift", .stop, "digits that were counted where they were read"),
    .init("Credit/Pix/EMVFields.swift", .stop, "a builder of codes, its lengths checked before"),
    .init(
      "Pages/Response+Pages.swift", .stop, "our own paths; `PagePath` reads foreign"),
    .init("Markup/Components/Tables.swift", .stop, "rows and columns of one page"),
    .init("JSONText/JSONWriter.swift", .stop, "told apart two lines above"),
    .init("DebtCollection/Paging/Conditions.swift", .stop, "our own SQL and its arguments"),
    .init("DebtCollection/Office/RehearsalDatabase.swift", .stop, "no use case changes the schema"),
    .init(
      "DebtCollection/Tasks/TaskSchedule.swift", .stop, "checked where a task is set, by CHECK"),
    // Digits, bytes and shifts: the number is made within its range on the same line.
    .init("Credit/Boleto/BankSlipBuilding.swift", .narrow, "one digit of a slip of rehearsals"),
    .init("Credit/Boleto/SlipCheckDigits.swift", .narrow, "check digits, modulo 10 and 11"),
    .init("Credit/Calendar/BusinessCalendar.swift", .narrow, "the place of a bit in a word"),
    .init("Credit/Documents/", .narrow, "check digits and bytes of a document"),
    .init("Credit/Identity/ID.swift", .narrow, "five bits of an id"),
    .init("Credit/Pix/CRC16.swift", .narrow, "a byte becomes wider"),
    .init("JSONText/JSONParser.swift", .narrow, "a digit of four bits becomes wider"),
    .init("Markup/Assets/Asset.swift", .narrow, "a byte becomes wider"),
    .init("Sealing/Encoding/Base64.swift", .narrow, "bytes and places of bits"),
    .init("DebtCollection/Imports/PaymentsImport.swift", .narrow, "a byte becomes wider"),
    .init("Outbound/Addresses/", .narrow, "halves of a group of 16 bits, bytes that become wider"),
    .init("Outbound/Client/NameLookup.swift", .narrow, "a constant of the system"),
    .init("Letters/", .narrow, "sizes of drawings of ours, handed to C"),
    .init("SQLDatabase/", .narrow, "columns, lengths and counts of statements, handed to C"),
    .init("BureauRegister/Inquiries/Population/SeededDraw.swift", .narrow, "hashes and ranges"),
    .init("BureauRegister/Simulation/FaultPlan.swift", .narrow, "a scale, constant"),
    // Texts, for which the initialiser answers nil.
    .init("adimple/Composition/Port.swift", .narrow, "reads a text; nil for none"),
    .init("Markup/Components/Results.swift", .double, "clamped to 0...1000 on the same line"),
    .init("BureauSite/HTTP/FaultsAPI.swift", .double, "a share of 0 to 1, checked above"),
    // Rehearsals and measurements on the command line, of sizes that it bounds.
    .init("Fictitious/", .narrow, "counts that the command bounds"),
    .init("adimple/Composition/DatabaseOptions+Drawn.swift", .narrow, "a byte becomes wider"),
    .init("Benchmarks/", .narrow, "counts of a benchmark"),
    .init("Benchmarks/", .stop, "a benchmark that measured nothing"),
    .init("Benchmarks/", .double, "seconds of a benchmark"),
  ]
}
