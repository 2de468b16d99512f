import Glibc

/// What the system says no with, in words for people.
package enum SystemFault {
  /// A part of a sentence in Portuguese for an `errno`.
  package static func words(_ code: Int32) -> String {
    switch code {
    case ENOENT, ENOTDIR: "não existe"
    case EACCES, EPERM: "falta permissão"
    case EISDIR: "é uma pasta"
    case ENOSPC, EDQUOT: "o disco está cheio"
    case EROFS: "o disco só permite leitura"
    case EMFILE, ENFILE: "há arquivos demais abertos"
    case ENAMETOOLONG: "o nome é longo demais"
    case EADDRINUSE: "está em uso por outro programa"
    case EADDRNOTAVAIL: "não é um endereço desta máquina"
    default: "erro \(code) do sistema"
    }
  }
}
