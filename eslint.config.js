/* What `make lint` asks of the JavaScript: plain scripts for the browser, and their tests. */
import js from "@eslint/js";
import globals from "globals";

const RULES = {
    ...js.configs.recommended.rules,
    "array-callback-return": "error",
    eqeqeq: ["error", "always", { null: "ignore" }],
    "max-lines": ["error", { max: 500, skipBlankLines: true }],
    "no-console": "error",
    "no-eval": "error",
    "no-implicit-globals": "error",
    "no-implied-eval": "error",
    "no-shadow": "error",
    "no-throw-literal": "error",
    "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
    "no-use-before-define": ["error", { functions: false, classes: true, variables: false }],
    "no-var": "error",
    "object-shorthand": "error",
    "prefer-const": "error",
    strict: ["error", "function"],
};

// Nothing on a page asks anything of a third party (an SVG's namespace is a name, not a request).
const ELSEWHERE = "/^(https?:|wss?:)?\\u002F\\u002F(?!www\\.w3\\.org\\u002F)/";
const NO_THIRD_PARTY = {
    selector: `:matches(Literal[value=${ELSEWHERE}], TemplateElement[value.raw=${ELSEWHERE}])`,
    message: "No request to a third party: serve it ourselves.",
};

export default [
    { linterOptions: { reportUnusedDisableDirectives: "error" } },
    {
        files: ["assets/**/*.js"],
        languageOptions: {
            sourceType: "script",
            globals: { ...globals.browser, L: "readonly" },
        },
        rules: { ...RULES, "no-restricted-syntax": ["error", NO_THIRD_PARTY] },
    },
    {
        files: ["eslint.config.js", "tests/assets/**/*.js"],
        languageOptions: { sourceType: "module", globals: globals.nodeBuiltin },
        rules: RULES,
    },
    { ignores: [".venv/", "assets/vendor/", "data/", "build/"] },
];
