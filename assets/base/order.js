/* Sorting as `geodata.tables.sorting.Order` declares it: columns in turn, « -column » from the greatest. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});

    /** The comparison of two rows by keys; what is not known (null) comes last either way. */
    Atlas.order = (keys) => {
        const columns = keys.map((key) => [key.replace(/^-/, ""), key.startsWith("-") ? -1 : 1]);
        return (a, b) => {
            for (const [column, direction] of columns) {
                const [x, y] = [a[column], b[column]];
                if (x === y) continue;
                if (x === null || y === null) return x === null ? 1 : -1;
                return x < y ? -direction : direction;
            }
            return 0;
        };
    };
})();
