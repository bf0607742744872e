// Stryker's mocha runner asks for mocha's files without their extension, which is .cjs since mocha 12.
const { Module } = require("node:module");
Module._extensions[".cjs"] ??= Module._extensions[".js"];
