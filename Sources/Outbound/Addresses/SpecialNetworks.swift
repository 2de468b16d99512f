/// Networks that are not the public internet (RFC 6890 and the registries of IANA).
enum SpecialNetworks {
  static let loopback: [AddressRange] = [
    .four(127, bits: 8), .six(0, 0, 0, 0, 0, 0, 0, 1, bits: 128),
  ]

  static let inner: [AddressRange] = [
    .four(10, bits: 8), .four(172, 16, bits: 12), .four(192, 168, bits: 16),
    .four(100, 64, bits: 10), .six(0xFC00, bits: 7),
  ]

  /// Link-local networks, where the clouds' metadata live, and the addresses outside of them where
  /// some clouds have put the same (AWS and Google by version 6, Alibaba, Azure, Oracle).
  static let metadata: [AddressRange] = [
    .four(169, 254, bits: 16), .six(0xFE80, bits: 9), .six(0xFD00, 0x0EC2, bits: 32),
    .six(0xFD20, 0x00CE, bits: 32), .four(100, 100, 100, 200, bits: 32),
    .four(168, 63, 129, 16, bits: 32), .four(192, 0, 0, 192, bits: 32),
  ]

  static let notPublic: [AddressRange] =
    loopback + inner + [
      .four(0, bits: 8), .four(192, 0, 0, bits: 24), .four(192, 0, 2, bits: 24),
      .four(192, 88, 99, bits: 24), .four(198, 18, bits: 15), .four(198, 51, 100, bits: 24),
      .four(203, 0, 113, bits: 24), .four(224, bits: 4), .four(240, bits: 4),
      .six(0, bits: 8), .six(0x64, 0xFF9B, 1, bits: 48), .six(0x100, bits: 64),
      .six(0x2001, bits: 23), .six(0x2001, 0x0DB8, bits: 32), .six(0x2002, bits: 16),
      .six(0x3FFF, bits: 20), .six(0x5F00, bits: 16), .six(0xFF00, bits: 8),
    ]

  /// Names under which the clouds' metadata are asked for.
  static let metadataNames: Set<String> = [
    "metadata", "metadata.google.internal", "instance-data", "instance-data.ec2.internal",
  ]

  /// Endings of names that only an inner network knows (RFC 6761, 6762, 8375, ICANN's `.internal`).
  static let innerNames = [
    ".local", ".internal", ".localhost", ".localdomain", ".home.arpa", ".lan", ".home",
    ".intranet", ".corp",
  ]
}
