import assert from "node:assert/strict";
import test from "node:test";

import { convert, targetFormat } from "../src/convert.js";

test("the chosen format is used", () => {
  assert.equal(targetFormat({ target: { format: "txt" } }), "txt");
});

test("without a target the format is png", () => {
  assert.equal(targetFormat({}), "png");
});

test("an unknown format is refused", () => {
  assert.throws(() => convert("x", { target: { format: "exe" } }), RangeError);
});
