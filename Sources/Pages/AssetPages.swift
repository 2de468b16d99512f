package import HTTPService
import HTTPTypes
import Hummingbird
import Markup

/// The files that pages refer to.
package enum AssetPages {
  package static func add(to table: inout RouteTable) {
    for asset in Asset.all {
      let tag = ETag.tag(of: asset.bytes)
      let operation = Operation.page(id: "asset \(asset.path)", access: .open)
      table.add(.get, asset.path, operation) { request, _ in
        let headers: HTTPFields = [
          .eTag: tag, .cacheControl: "public, max-age=31536000, immutable",
        ]
        if ETag.isFresh(tag, request: request) {
          return Response(status: .notModified, headers: headers)
        }
        return .bytes(asset.bytes, mediaType: asset.mediaType, headers: headers)
      }
    }
  }
}
