"use strict";
// Risks: what is left without a unit.
function startRisks() {}
