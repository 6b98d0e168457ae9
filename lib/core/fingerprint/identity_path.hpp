// The part of a path that two reports of one error share.
#pragma once

#include <string>
#include <string_view>

namespace homeostat::fingerprint {

/// `path` from its repository's root, as well as one can tell without the repository:
///
/// - a relative path stays whole, except for what stands before a folder named like a version, a
///   hash or a date, and before the name of a WordPress plugin or theme;
/// - an absolute one loses the home ("/home/ann", "/Users/ann", a drive), folders that usually
///   hold checkouts ("work", "projects", "opt", …) and the checkout's own name, or a container's
///   root ("/app"). Then everything before the first folder with a well-known name ("src",
///   "packages", "background", …) goes too.
///
/// Cutting at the first such folder from the left, not the last, keeps "packages/a/src/i.js" and
/// "packages/b/src/i.js" apart; taking off homes and checkouts before keeps a checkout in
/// "~/src/" from being taken for the project's own "src". The price: two folders without a
/// well-known name that differ only above "src" are one in absolute paths.
///
/// The file's name loses the content hash and the ".min" that a bundler gave it.
[[nodiscard]] std::string identity_path(std::string_view path);

/// Has the name of a file a bundler's hash or ".min"? Its functions then have short names that
/// change from build to build.
[[nodiscard]] bool is_bundle(std::string_view path);

}  // namespace homeostat::fingerprint
