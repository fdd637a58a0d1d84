<?php
/**
 * What the merchant may choose.
 *
 * @package Retorno
 */

defined( 'ABSPATH' ) || exit;

/**
 * The plugin's choices, kept as one option.
 */
class Retorno_Settings {

	const OPTION = 'retorno_settings';

	/**
	 * Every choice with its value.
	 *
	 * @return array{consent:string,whatsapp:bool,text:string}
	 */
	public static function all() {
		$saved = get_option( self::OPTION, array() );
		$saved = is_array( $saved ) ? $saved : array();
		return array(
			'consent'  => isset( $saved['consent'] ) && 'off' === $saved['consent'] ? 'off' : 'box',
			'whatsapp' => ! empty( $saved['whatsapp'] ),
			'text'     => isset( $saved['text'] ) && is_string( $saved['text'] ) ? $saved['text'] : '',
		);
	}

	/**
	 * Whether the checkout asks for consent.
	 *
	 * @return bool
	 */
	public static function asks_consent() {
		$settings = self::all();
		return 'box' === $settings['consent'];
	}

	/**
	 * Whether the checkout asks for consent to WhatsApp, too.
	 *
	 * @return bool
	 */
	public static function asks_whatsapp() {
		$settings = self::all();
		return 'box' === $settings['consent'] && $settings['whatsapp'];
	}

	/**
	 * What stands beside the box for e-mail.
	 *
	 * @return string
	 */
	public static function consent_text() {
		$settings = self::all();
		return '' !== $settings['text'] ? $settings['text'] : __( 'You may e-mail me about what I leave in my cart', 'retorno' );
	}

	/**
	 * Saves what the settings form sent.
	 *
	 * @param array $given Raw form fields, unslashed.
	 */
	public static function save( $given ) {
		update_option(
			self::OPTION,
			array(
				'consent'  => empty( $given['consent'] ) ? 'off' : 'box',
				'whatsapp' => ! empty( $given['whatsapp'] ),
				'text'     => isset( $given['text'] ) ? mb_substr( sanitize_text_field( $given['text'] ), 0, 300 ) : '',
			)
		);
	}
}
