/* Cuts long work into short pieces, so that a finger is answered between two. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});

    const pause = () => new Promise((done) => setTimeout(done));

    /** Gives items to `work`, so many between two pauses, for as long as `wanted` says true. */
    async function each(items, size, work, wanted) {
        for (let at = 0; at < items.length; at += size) {
            await pause();
            if (!wanted()) return;
            items.slice(at, at + size).forEach(work);
        }
    }

    const queue = [];
    let begun = false;

    /** Begins the next work in the queue, once the one before is done. */
    async function next() {
        begun = true;
        await pause();
        const work = queue.shift();
        if (work) work();
        else begun = false;
    }

    /** Queues a work, which is given what to call once done; returns what gives its turn up. */
    function inTurn(work) {
        let over = false;
        const done = () => {
            if (!over) next();
            over = true;
        };
        const mine = () => work(done);
        queue.push(mine);
        if (!begun) next();
        return () => {
            const at = queue.indexOf(mine);
            if (at >= 0) queue.splice(at, 1);
            else done();
        };
    }

    Atlas.pace = { pause, each, inTurn };
})();
