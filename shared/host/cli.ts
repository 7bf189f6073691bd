// Placeholder.
process.stdout.write('Tagbridge is not built yet.\n');
