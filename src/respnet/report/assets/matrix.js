"use strict";
// The matrix: rows and columns light up, the order changes.
function startMatrix() {}
