// swift-tools-version: 6.2
import PackageDescription

// CREDIT_CORE_ONLY=1 leaves the server stack out, so that the rules build and test in seconds.
let coreOnly = Context.environment["CREDIT_CORE_ONLY"] != nil
// CI=true turns warnings into errors; a developer's half-finished line stays a warning.
let warningsAreErrors = Context.environment["CI"] != nil

let house: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ] + (warningsAreErrors ? [.treatAllWarnings(as: .error)] : [])

let coreTargets: [Target] = [
  .target(name: "Refusals", exclude: ["README.md"], swiftSettings: house),
  .target(name: "Credit", exclude: ["README.md"], swiftSettings: house),
  .target(name: "JSONText", exclude: ["README.md"], swiftSettings: house),
  // People, places and books that nobody is in: for the demo, measurements and tests.
  .target(
    name: "Fictitious", dependencies: ["Credit"], exclude: ["README.md"], swiftSettings: house),
  // Scripts and styles are files; the build makes them constants.
  .executableTarget(name: "embed-texts", swiftSettings: house),
  .plugin(name: "EmbedTexts", capability: .buildTool(), dependencies: ["embed-texts"]),
  .target(name: "Markup", exclude: ["README.md"], swiftSettings: house, plugins: ["EmbedTexts"]),
  // Bytes of no sense for every parser that meets some from outside.
  .target(
    name: "Fuzzing", dependencies: ["Credit", "JSONText", "Fictitious"], path: "Tests/Fuzzing",
    swiftSettings: house),
  .testTarget(
    name: "CreditTests", dependencies: ["Credit", "JSONText", "Fictitious", "Fuzzing"],
    exclude: ["Fixtures"], swiftSettings: house),
  .testTarget(name: "MarkupTests", dependencies: ["Markup"], swiftSettings: house),
  .testTarget(name: "TidyTests", swiftSettings: house),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient = Target.Dependency.product(
  name: "AsyncHTTPClient", package: "async-http-client")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let database = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(
  name: "HummingbirdTesting", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let serviceLifecycle = Target.Dependency.product(
  name: "ServiceLifecycle", package: "swift-service-lifecycle")

let unixSignals = Target.Dependency.product(
  name: "UnixSignals", package: "swift-service-lifecycle")

let serverTargets: [Target] = [
  .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
  .systemLibrary(
    name: "CPangoCairo", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev"])]),
  // Debian ships no pkg-config file for zint; its module map names the library.
  .systemLibrary(name: "CZint", providers: [.apt(["libzint-dev"])]),
  // Measurements behind swift-metrics, told as Prometheus text.
  .target(name: "Measures", dependencies: [metrics], exclude: ["README.md"], swiftSettings: house),
  .target(
    name: "World", dependencies: ["Credit", "Measures", logging], exclude: ["README.md"],
    swiftSettings: house),
  .target(
    name: "Sealing", dependencies: ["Credit", "World", crypto, cryptoExtras],
    exclude: ["README.md"], swiftSettings: house),
  // The one door out: nothing else imports the HTTP client.
  .target(
    name: "Outbound",
    dependencies: ["Credit", asyncHTTPClient, nioCore, nioHTTP1, nioPosix], exclude: ["README.md"],
    swiftSettings: house),
  .target(
    name: "Webhooks", dependencies: ["Credit", "World", "Sealing", "Outbound"],
    exclude: ["README.md"], swiftSettings: house),
  .target(
    name: "SQLDatabase", dependencies: ["CPostgres", database, logging], exclude: ["README.md"],
    swiftSettings: house),
  .target(
    name: "Work",
    dependencies: ["Credit", "Measures", "World", "SQLDatabase", logging, metrics],
    exclude: ["README.md"], swiftSettings: house),
  .target(
    name: "Coordination",
    dependencies: ["Credit", "World", "Sealing", "SQLDatabase", logging], exclude: ["README.md"],
    swiftSettings: house),
  .target(
    name: "Letters", dependencies: ["Credit", "Markup", "CPangoCairo", "CZint"],
    exclude: ["README.md"], swiftSettings: house, plugins: ["EmbedTexts"]),
  .target(
    name: "HTTPService",
    dependencies: [
      "Refusals", "Credit", "JSONText", "Measures", "World", "Sealing", "Outbound", "SQLDatabase",
      hummingbird, logging, metrics, serviceLifecycle,
    ],
    exclude: ["README.md"], swiftSettings: house),
  // What the pages of both sites share.
  .target(
    name: "Pages",
    dependencies: [
      "Credit", "JSONText", "Markup", "World", "Sealing", "Coordination", "Work", "HTTPService",
      hummingbird, logging,
    ],
    exclude: ["README.md"], swiftSettings: house),
  .target(
    name: "KeptAnswers",
    dependencies: ["Credit", "JSONText", "Sealing", "SQLDatabase", "HTTPService"],
    exclude: ["README.md"], swiftSettings: house),
  .target(
    name: "DebtCollection",
    dependencies: [
      "Refusals", "Credit", "JSONText", "Measures", "World", "Sealing", "Outbound", "Webhooks",
      "SQLDatabase",
      "Coordination", "Work", "Letters", logging, metrics,
    ],
    exclude: ["README.md"], swiftSettings: house, plugins: ["EmbedTexts"]),
  .target(
    name: "Bureaus",
    dependencies: [
      "Credit", "JSONText", "World", "Sealing", "Outbound", "DebtCollection", logging,
    ],
    exclude: ["README.md"], swiftSettings: house),
  // The reference bureau's states, rules, tables and clockwork.
  .target(
    name: "BureauRegister",
    dependencies: [
      "Refusals", "Credit", "JSONText", "Measures", "World", "Sealing", "Outbound", "Webhooks",
      "SQLDatabase",
      "Coordination", "Work", "Letters", logging, metrics,
    ],
    exclude: ["README.md"], swiftSettings: house),
  // Its interface and pages.
  .target(
    name: "BureauSite",
    dependencies: [
      "BureauRegister", "Credit", "JSONText", "Markup", "World", "Sealing", "Outbound",
      "Webhooks", "Coordination", "Work", "Letters", "HTTPService", "Pages", "KeptAnswers",
      hummingbird, logging,
    ],
    exclude: ["README.md"], swiftSettings: house),
  // The creditor's interface for programs.
  .target(
    name: "CreditorAPI",
    dependencies: [
      "Refusals", "Credit", "JSONText", "World", "Sealing", "Work", "DebtCollection", "HTTPService",
      hummingbird, logging,
    ],
    exclude: ["README.md"], swiftSettings: house),
  // The creditor's pages, and the manual.
  .target(
    name: "CreditorPages",
    dependencies: [
      "Refusals", "Credit", "JSONText", "Markup", "World", "Sealing", "Coordination", "Work",
      "DebtCollection", "HTTPService", "Pages", "Letters", hummingbird, logging,
    ],
    exclude: ["README.md"], swiftSettings: house),
  // What `adimple bench` measures; only the program and tests of it import this.
  .target(
    name: "Benchmarks",
    dependencies: [
      "Credit", "Fictitious", "JSONText", "World", "Sealing", "Outbound", "Webhooks",
      "SQLDatabase", "Letters", "HTTPService", "DebtCollection", "BureauRegister", "BureauSite",
      "CreditorPages", "CPangoCairo", hummingbird, logging,
    ],
    exclude: ["README.md"], swiftSettings: house),
  // What `adimple simulate` lives through; only the program and tests of it import this.
  .target(
    name: "Simulation",
    dependencies: [
      "Refusals", "Credit", "Fictitious", "World", "Sealing", "Outbound", "Webhooks",
      "SQLDatabase", "Work", "HTTPService", "DebtCollection", "BureauRegister", "BureauSite",
      hummingbird, logging, nioCore, nioEmbedded,
    ],
    exclude: ["README.md"], swiftSettings: house),
  .executableTarget(
    name: "adimple",
    dependencies: [
      "Refusals", "Credit", "JSONText", "World", "Sealing", "Outbound", "Webhooks", "SQLDatabase",
      "Coordination", "Work", "Letters", "HTTPService", "KeptAnswers", "DebtCollection", "Bureaus",
      "BureauRegister", "BureauSite", "CreditorAPI", "CreditorPages", "Pages", "Benchmarks",
      "Simulation", "Fictitious", "Measures", metrics, argumentParser, hummingbird, logging,
      serviceLifecycle, unixSignals,
    ],
    exclude: ["README.md"], swiftSettings: house),
  .target(
    name: "TestKit",
    dependencies: [
      "Credit", "Fictitious", "JSONText", "World", "Sealing", "Outbound", "Webhooks",
      "SQLDatabase", "Work", "DebtCollection", "Bureaus", "BureauRegister", "BureauSite",
      "HTTPService", "KeptAnswers",
      "CreditorAPI", "CreditorPages", "Pages", hummingbird,
      logging,
    ],
    path: "Tests/TestKit",
    swiftSettings: house),
  .testTarget(
    name: "SQLDatabaseTests", dependencies: ["SQLDatabase", "TestKit"], swiftSettings: house),
  .testTarget(
    name: "WorkTests",
    dependencies: ["Work", "Credit", "World", "SQLDatabase", "TestKit", logging],
    swiftSettings: house),
  .testTarget(
    name: "CoordinationTests",
    dependencies: [
      "Coordination", "Credit", "Sealing", "SQLDatabase", "World", "TestKit", logging,
    ],
    swiftSettings: house),
  .testTarget(
    name: "KeptAnswersTests",
    dependencies: [
      "KeptAnswers", "Credit", "HTTPService", "SQLDatabase", "Sealing", "DebtCollection",
      "BureauRegister", "BureauSite", "Work", "World", "TestKit",
    ],
    swiftSettings: house),
  .testTarget(
    name: "LettersTests", dependencies: ["Letters", "Credit", "Fictitious", "Markup"],
    swiftSettings: house),
  .testTarget(
    name: "HTTPServiceTests",
    dependencies: [
      "HTTPService", "Measures", "Outbound", "Pages", "Sealing", "Credit", "JSONText", "Markup",
      "World", "Fuzzing", hummingbird, hummingbirdTesting, logging, metrics, serviceLifecycle,
    ],
    swiftSettings: house),
  .testTarget(
    name: "OutboundTests",
    dependencies: [
      "Outbound", "Webhooks", "Bureaus", "DebtCollection", "Credit", "JSONText", "World", "TestKit",
      "Fuzzing",
    ],
    swiftSettings: house),
  .testTarget(
    name: "DebtCollectionTests",
    dependencies: [
      "Refusals", "Fictitious", "DebtCollection", "Bureaus", "Outbound", "Webhooks", "Sealing",
      "Work", "World", "TestKit", "Fuzzing",
    ],
    swiftSettings: house),
  .testTarget(
    name: "ReferenceBureauTests",
    dependencies: [
      "BureauRegister", "BureauSite", "Fictitious", "Outbound", "Webhooks", "Work", "TestKit",
      hummingbirdTesting,
    ],
    exclude: ["Fixtures"],
    swiftSettings: house),
  .testTarget(
    name: "WebAppTests",
    dependencies: [
      "CreditorAPI", "CreditorPages", "Pages", "Refusals", "Credit", "DebtCollection",
      "Fictitious", "HTTPService", "JSONText", "KeptAnswers", "Markup", "Outbound",
      "Sealing", "Coordination", "SQLDatabase", "Work", "World", "TestKit", hummingbird,
      hummingbirdTesting, logging,
    ],
    exclude: ["Goldens"], swiftSettings: house),
  .testTarget(
    name: "ScenarioTests",
    dependencies: [
      "Refusals", "Credit", "World", "SQLDatabase", "Work", "DebtCollection", "BureauRegister",
      "BureauSite", "Outbound", "Sealing", "Letters", "JSONText", "Webhooks", "Benchmarks",
      "Simulation", "Fictitious", "TestKit", "adimple", argumentParser, logging,
    ],
    swiftSettings: house),
]

// Each dependency names what it is here for; a library beats our own code wherever the product
// does not exist for that thing.
let serverPackages: [Package.Dependency] = [
  // The HTTP servers of both sides.
  .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
  // The HTTP client of the room `Outbound`, through which every call to the outside goes.
  .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
  // The buffers and header types of the HTTP client and the servers; threads for look-ups.
  .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
  // SQLite: connections, statements and the bundled C API.
  .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
  // AES-GCM, HMAC, HKDF, SHA-256 and scrypt.
  .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
  // The command line.
  .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
  // What is measured, ours and the libraries'; `Measures` tells it.
  .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
  // Structured logs.
  .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
  // Start, graceful shutdown and signal handling of the services.
  .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
]

let package = Package(
  name: "adimple",
  platforms: [.macOS(.v15)],
  products: coreOnly ? [] : [.executable(name: "adimple", targets: ["adimple"])],
  dependencies: coreOnly ? [] : serverPackages,
  targets: coreOnly ? coreTargets : coreTargets + serverTargets,
  swiftLanguageModes: [.v6]
)
