import Credit
import Letters
import Sealing

/// The notice as an e-mail (RFC 5322), with the accessible page as its body.
///
/// Sender and subject say nothing of a debt: they are seen on locked screens and by whoever looks
/// over a shoulder (CDC, art. 42).
struct MailMessage: Hashable, Sendable {
  let bytes: [UInt8]

  /// 32 bytes; what the recipient's server took can be shown to be this message.
  var hash: [UInt8] { Digest.sha256(bytes) }

  init(_ letter: NoticeLetter, to recipient: String, messageID: String) {
    let bureau = letter.bureau
    let headers = [
      "From: \(Self.encoded(bureau.name)) <\(Self.bare(bureau.email))>",
      "To: <\(Self.bare(recipient))>",
      "Subject: \(Self.encoded("Comunicado nº \(letter.number)"))",
      "Date: \(Self.date(letter.issuedAt))",
      "Message-ID: <\(Self.bare(messageID))>",
      "MIME-Version: 1.0",
      "Content-Type: text/html; charset=utf-8",
      "Content-Language: pt-BR",
      "Content-Transfer-Encoding: base64",
    ]
    let body = Array(Base64.encode(NoticeLetterHTML.bytes(of: letter)).utf8)
    var lines = headers.map { Array($0.utf8) } + [[]]
    for start in stride(from: 0, to: body.count, by: Self.lineLength) {
      lines.append(Array(body[start..<min(start + Self.lineLength, body.count)]))
    }
    bytes = lines.flatMap { $0 + [13, 10] }
  }

  /// Letters in a line of base64 (RFC 2045, 6.8).
  private static let lineLength = 76

  /// An encoded word (RFC 2047), so that no text can become a header of its own.
  private static func encoded(_ text: String) -> String {
    "=?utf-8?B?" + Base64.encode(Array(printable(text).utf8)) + "?="
  }

  /// An address as it may stand between angle brackets.
  private static func bare(_ address: String) -> String {
    String(printable(address).filter { !$0.isWhitespace && $0 != "<" && $0 != ">" })
  }

  private static func date(_ instant: Instant) -> String {
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let text = instant.description
    let day = Array(text.prefix(10).split(separator: "-").compactMap { Int($0) })
    guard day.count == 3, (1...12).contains(day[1]) else { return text }
    return "\(day[2]) \(months[day[1] - 1]) \(day[0]) \(text.dropFirst(11).prefix(8)) +0000"
  }
}

/// The server of the recipient as the simulation plays it: the domain of the address decides, so
/// that a tester can have each outcome.
package enum MailServer {
  /// Every message to this domain comes back at once.
  static let refusingDomain = "devolve.example"
  /// A server that takes no connection: neither delivered nor returned.
  static let silentDomain = "semresposta.example"

  /// How a message is worded that comes back for good (RFC 3463).
  package static let returnReply = "550 5.1.1 mailbox unavailable"

  enum Outcome: Hashable, Sendable {
    case accepted(reply: String)
    case refused(reply: String)
    case silent
  }

  static func send(_ message: MailMessage, to address: String) -> Outcome {
    let domain = address.lowercased().split(separator: "@").last.map(String.init) ?? ""
    switch domain {
    case refusingDomain: return .refused(reply: returnReply)
    case silentDomain: return .silent
    default: return .accepted(reply: acceptance(of: message.hash))
    }
  }

  /// As a server words it that has taken responsibility for the message (RFC 5321, 4.2.5).
  static func acceptance(of hash: [UInt8]) -> String {
    "250 2.0.0 Ok: queued as " + Hexadecimal.encode(Array(hash.prefix(6))).uppercased()
  }

  /// `m***a@provedor.example`: enough to know the address again.
  package static func masked(_ address: String) -> String {
    let parts = address.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let first = parts[0].first, let last = parts[0].last else {
      return "***"
    }
    return "\(first)***\(parts[0].count > 1 ? String(last) : "")@\(parts[1])"
  }
}
