// Names and colours of a palette.

export function ownerName(palette) {
  const name = palette.owner.name;
  return name ?? "nobody";
}

export function brightest(palette) {
  return palette.colors.reduce((best, color) => (color.light > best.light ? color : best));
}
