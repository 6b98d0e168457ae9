// Chooses how a file is converted.

const converters = new Map([
  ["png", (bytes) => bytes],
  ["txt", (bytes) => String(bytes)],
]);

export function targetFormat(options) {
  const format = options.target.format;
  return format ?? "png";
}

export function convert(bytes, options) {
  const converter = converters.get(targetFormat(options));
  if (converter === undefined) throw new RangeError("unknown format");
  return converter(bytes);
}
