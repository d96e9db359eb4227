"use strict";
// The workload: the slider of the weight, and the table as a CSV file.
function startWorkload() {}
