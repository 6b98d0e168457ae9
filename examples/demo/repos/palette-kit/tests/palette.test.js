import assert from "node:assert/strict";
import test from "node:test";

import { brightest, ownerName } from "../src/palette.js";

test("the owner's name is shown", () => {
  assert.equal(ownerName({ owner: { name: "Ada" } }), "Ada");
});

test("a palette without an owner belongs to nobody", () => {
  assert.equal(ownerName({ colors: [] }), "nobody");
});

test("the brightest colour is found", () => {
  assert.equal(brightest({ colors: [{ light: 1 }, { light: 3 }, { light: 2 }] }).light, 3);
});
