// Mocha's `spec` reporter, and a last line that a program can read: `12 passed, 0 failed, 3 skipped`.
const { reporters } = require('mocha');

class TotalsReporter extends reporters.Spec {
  epilogue() {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    console.log(`${passes} passed, ${failures} failed, ${pending} skipped`);
  }
}

module.exports = TotalsReporter;
