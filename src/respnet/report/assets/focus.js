"use strict";
// Units side by side: another pair can be chosen.
function startFocus() {}
