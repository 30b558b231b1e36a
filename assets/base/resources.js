/* Fetches what the server gives once and for good, and reads what an answer refers to. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    const kept = new Map();

    // Milliseconds before what got no answer is asked for again, twice as long each time.
    const SHORTEST = 1_000;
    const LONGEST = 30_000;

    const pause = (milliseconds) => new Promise((then) => setTimeout(then, milliseconds));

    /** Fetches JSON; a network that is gone or a server that is busy is waited for. */
    async function fetchJson(address) {
        for (let wait = SHORTEST; ; wait = Math.min(2 * wait, LONGEST)) {
            try {
                const response = await fetch(address);
                if (response.ok) return await response.json();
                const busy = response.status >= 500 || response.status === 429;
                if (!busy) throw new Error(`${address} : ${response.status}`);
            } catch (error) {
                if (error.name !== "TypeError") throw error; // what fetch says without a network
            }
            await pause(wait);
        }
    }

    /** Returns a JSON resource; its address carries its hash, so it is fetched once. */
    function resource(address) {
        if (!kept.has(address)) {
            const wanted = fetchJson(address);
            wanted.catch(() => kept.delete(address));
            kept.set(address, wanted);
        }
        return kept.get(address);
    }

    const topologies = new Map();

    function topology(address) {
        if (!topologies.has(address)) {
            const wanted = resource(address).then(async (json) => {
                await Atlas.pace.pause();
                return new Atlas.Topology(json, "communes");
            });
            wanted.catch(() => topologies.delete(address));
            topologies.set(address, wanted);
        }
        return topologies.get(address);
    }

    /** Reads base64 into bytes. */
    function bytes(text) {
        const raw = atob(text);
        const found = new Uint8Array(raw.length);
        for (let i = 0; i < raw.length; i += 1) found[i] = raw.charCodeAt(i);
        return found;
    }

    /** Reads base64 into little-endian numbers of two bytes. */
    function words(text) {
        return new Uint16Array(bytes(text).buffer);
    }

    /** Reads base64 into the positions of the bits that are set. */
    function positions(text) {
        const found = [];
        bytes(text).forEach((byte, at) => {
            for (let bit = 0; byte; bit += 1, byte >>= 1) if (byte & 1) found.push(at * 8 + bit);
        });
        return found;
    }

    Atlas.resources = { resource, topology, bytes, words, positions };
})();
