"use strict";
// Co-leads and clusters.
function startColeads() {}
